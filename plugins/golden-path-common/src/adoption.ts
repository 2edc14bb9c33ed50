/** How many components are on one version of a template. @public */
export interface VersionUse {
  /** Undefined where the components do not say which. */
  version?: string;
  components: number;
}

/** A file that many components have changed: where the template may be wrong. @public */
export interface DriftHotSpot {
  path: string;
  /** Components in which it is changed or deleted. */
  components: number;
  /** 0 to 1: of the components of the template that were compared. */
  share: number;
}

/** Of a template that is not to be used for anything new. @public */
export interface TemplateDeprecation {
  /** The template to use instead, e.g. `template:default/typescript-service`; undefined where there is none. */
  successor?: string;
}

/** How a template is used. @public */
export interface TemplateAdoption {
  templateRef: string;
  title?: string;
  /** Undefined where no version was seen yet. */
  newestVersion?: string;
  deprecated?: TemplateDeprecation;
  /** Components that came from it since the portal keeps count, those that are gone included. */
  created: number;
  /** Components that say now that they come from it. */
  stillOn: number;
  /** Newest version first; of those that are still on it. */
  versions: VersionUse[];
  /** By drift; those not compared yet are in none. */
  states: { upToDate: number; behind: number; unknown: number };
  /** Most often changed first; at most 20. */
  hotSpots: DriftHotSpot[];
  /** Minutes from creation to the first build that CI reported as passed. */
  firstGreen: {
    /** Components of which both times are known. */
    known: number;
    /** Undefined while none is known. */
    medianMinutes?: number;
  };
  /** An estimate: what one creation saves by `backstage.io/time-saved`, times `created`. */
  timeSaved?: { perComponentHours: number; hours: number };
  /** Components without a commit since their creation, which is longer ago than `afterDays`. */
  abandoned: { afterDays: number; components: number };
}

/** Components of one owner that come from no template. @public */
export interface OwnerWithoutTemplate {
  /** Entity ref; undefined for those that nobody owns. */
  owner?: string;
  /** Entity refs, sorted; at most 100. */
  components: string[];
  /** All of them, listed or not. */
  total: number;
}

/** How the golden path is used in all. @public */
export interface AdoptionSummary {
  /** Components that the caller may see. */
  components: number;
  /** Those of them that come from a template. */
  onTemplate: number;
  /** Most used first. */
  templates: TemplateAdoption[];
  /** Those with most components first. */
  without: OwnerWithoutTemplate[];
}
