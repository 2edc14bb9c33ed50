const NAME = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/;
const OWNER_SEGMENT = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.))*$/;

// Windows takes these for devices; a clone there would fail.
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Longest name: what a DNS label may hold, so that the name also fits a host name and a Kubernetes object. @public */
export const MAX_NAME_LENGTH = 63;

const MAX_OWNER_LENGTH = 255;

/**
 * Says what is wrong with the name of a component and its repository.
 *
 * @remarks
 *
 * One rule for all hosts: a lower-case letter, then lower-case letters, digits
 * and single hyphens; 1 to 63 characters. That leaves no room for paths,
 * escapes, options, case twins or look-alikes.
 *
 * @param name - as typed
 * @returns one sentence, or `undefined` where the name is fine
 * @public
 */
export function findNameProblem(name: string): string | undefined {
  if (name.length === 0) {
    return 'The name is empty. Type 1 to 63 lower-case letters, digits or hyphens.';
  }
  if (name.length > MAX_NAME_LENGTH) {
    return `The name has ${name.length} characters. It may have at most ${MAX_NAME_LENGTH}.`;
  }
  if (!NAME.test(name)) {
    return 'The name must start with a lower-case letter and hold only lower-case letters (a-z), digits and single hyphens between them.';
  }
  if (DEVICE.test(name)) {
    return `The name ${name} is reserved by Windows. Choose another.`;
  }
  return undefined;
}

/**
 * Says what is wrong with the owner (organisation, group or user) of a repository.
 *
 * @param owner - as typed; groups below groups are separated by `/` where `nested`
 * @param options - `nested`: the host knows groups below groups (GitLab)
 * @returns one sentence, or `undefined` where the owner is fine
 * @public
 */
export function findOwnerProblem(
  owner: string,
  options?: { nested?: boolean },
): string | undefined {
  if (owner.length === 0) {
    return 'The owner of the repository is empty. Name the organisation or group that it shall belong to.';
  }
  const segments = options?.nested ? owner.split('/') : [owner];
  if (
    owner.length > MAX_OWNER_LENGTH ||
    !segments.every(segment => OWNER_SEGMENT.test(segment))
  ) {
    return 'The owner of the repository must be the name of an organisation or group: letters, digits, hyphens, underscores and single dots.';
  }
  return undefined;
}
