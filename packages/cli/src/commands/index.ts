import { Terminal } from '../Terminal';

/** What a command's file exports; behind `default` where it is loaded as CommonJS. */
export interface CommandModule {
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** One of the things that `waymark` does. */
export interface Command {
  name: string;
  /** The name with what comes after it. */
  usage: string;
  /** One line. */
  summary: string;
  /** What it needs is loaded only when it is run. */
  load(): Promise<CommandModule & { default?: CommandModule }>;
}

/** All of them; another command is another line. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    usage: 'check [DIR]',
    summary:
      'what of a repository meets the standards, and how to fix the rest',
    load: () => import('./check'),
  },
  {
    name: 'standards',
    usage: 'standards validate [DIR]',
    summary: 'what is wrong in the files of standards, with file and line',
    load: () => import('./standards'),
  },
  {
    name: 'drift',
    usage: 'drift [DIR]',
    summary: 'how a repository differs from what its template renders',
    load: () => import('./drift'),
  },
  {
    name: 'upgrade',
    usage: 'upgrade [DIR]',
    summary: 'takes a repository to a newer version of its template',
    load: () => import('./upgrade'),
  },
];
