import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** How an MCP action is told which component is meant. */
export const componentRef = {
  about:
    'The component: its name ("orders"), or its entity ref ("component:default/orders")',

  /** @throws InputError when it is neither. */
  parse(text: string): string {
    try {
      return stringifyEntityRef(
        parseEntityRef(text, { defaultKind: 'component' }),
      );
    } catch {
      throw new InputError(
        `"${text}" is neither a name nor an entity ref such as component:default/orders.`,
      );
    }
  },
};
