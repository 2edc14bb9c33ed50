import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Page } from '../database/ScoreStore';
import { Cell } from './csv';

/** What a page shows, whole: as items, and as a table. */
export interface Export<T = any> {
  /** For the file. */
  name: string;
  columns: readonly string[];
  rowOf(item: T): Cell[];
  items: AsyncIterable<T>;
}

/** Who asks. */
export interface Asked {
  credentials: BackstageCredentials;
}

const PAGE = 1000;

/** All items of a list, page by page as they are taken. */
export async function* allPages<T>(
  load: (page: { limit: number; cursor?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await load({ cursor, limit: PAGE });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** What comes at once, when it is taken. */
export async function* later<T>(load: () => Promise<T[]>): AsyncGenerator<T> {
  yield* await load();
}

/** Part of the name of a file. */
export function inFileName(text: string): string {
  return text.replace(/[^a-z0-9]+/gi, '-');
}
