/** Where the badge of a component is. @public */
export interface BadgeLink {
  /** Address of an SVG. */
  url: string;
  /** Whether everyone who has the address may see it, signed in or not. */
  public: boolean;
}
