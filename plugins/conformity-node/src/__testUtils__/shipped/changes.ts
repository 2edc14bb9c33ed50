import { Fixture } from './exemplaryService';

/** Changes the exemplary service so that one check fails. */
export type Change = (fixture: Fixture) => void;

/**
 * What makes a check fail outright, and a near miss: something is there that
 * looks like the answer and is none.
 */
export interface Case {
  fails: Change;
  nearMiss: Change;
}

/** By id of the check. */
export type Cases = Record<string, Case>;

export const without =
  (...paths: string[]): Change =>
  ({ files }) =>
    paths.forEach(path => delete files[path]);

export const withFile =
  (path: string, content: string): Change =>
  ({ files }) => {
    files[path] = content;
  };

/** Replaces text in a file, and insists that it was there. */
export const edit =
  (path: string, from: string | RegExp, to: string): Change =>
  ({ files }) => {
    const before = files[path];
    files[path] = before.replace(from, to);
    if (files[path] === before) {
      throw new Error(`${path} has no ${from}`);
    }
  };

export const entity =
  (change: (entity: any) => void): Change =>
  fixture =>
    change(fixture.entity);

export const withoutRelation = (type: string) =>
  entity(e => {
    e.relations = e.relations.filter((r: { type: string }) => r.type !== type);
  });

/** Sets facts of a collector. */
export const told =
  (collector: string, values: object): Change =>
  ({ facts }) =>
    Object.assign(
      facts.find(known => known.collector === collector)!.values,
      values,
    );

export const both =
  (...changes: Change[]): Change =>
  fixture =>
    changes.forEach(change => change(fixture));
