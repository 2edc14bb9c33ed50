import type { PhraseTable } from '../database/phrase-table.ts';
import type { PhraseRefresh } from '../domain/phrase-refresh.ts';
import type { Work } from './runner.ts';

export function refreshWork(refresh: PhraseRefresh, table: PhraseTable): Work {
  return {
    next: (cursor, count) => table.languagesAfter(cursor, count),
    prepare: async (language) => {
      const phrase = await refresh.refresh(language);
      return (transaction) => table.set(phrase, transaction);
    },
  };
}
