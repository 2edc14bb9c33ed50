import { StandardsSource } from '../standards/StandardsSource';

/** Ids of the checks that some standard asks. */
export function checksInForce(
  standards: Pick<StandardsSource, 'current'>,
): string[] {
  return standards
    .current()
    .standards.flatMap(({ checks }) => checks.map(({ id }) => id));
}
