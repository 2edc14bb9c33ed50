/** A version of a template that the portal has kept. @public */
export interface TemplateVersionSummary {
  /** Semantic. */
  version: string;
  /** `sha256:…` of its files. */
  digest: string;
}

/** One file of a version of a template. @public */
export interface TemplateVersionFile {
  /** Below the folder of the template, `/`-separated. */
  path: string;
  /** As git has it. */
  mode: '100644' | '100755' | '120000';
  /** Base 64. */
  content: string;
}

/** All files of a version of a template. @public */
export interface TemplateVersionArchive extends TemplateVersionSummary {
  templateRef: string;
  files: TemplateVersionFile[];
}
