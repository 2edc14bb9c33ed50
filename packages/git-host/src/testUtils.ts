/**
 * A real git host in a folder of its own, for tests of other packages.
 *
 * @packageDocumentation
 */
export {
  ACCOUNTS,
  ADMIN,
  basic,
  commit,
  DEVELOPER,
  git,
  NEWCOMER,
  TestGitHost,
} from './testing/TestGitHost';
