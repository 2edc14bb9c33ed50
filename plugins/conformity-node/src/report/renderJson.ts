import { Preview } from '@waymark-idp/plugin-conformity-common';

// eslint-disable-next-line no-control-regex
const CONTROLS =
  /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The preview as JSON, safe to look at in a terminal. @public */
export function renderJson(preview: Preview): string {
  const json = JSON.stringify(preview, undefined, 2).replace(
    CONTROLS,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${json}\n`;
}
