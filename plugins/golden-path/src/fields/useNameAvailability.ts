import { useApi } from '@backstage/frontend-plugin-api';
import {
  NameAvailability,
  NameQuery,
} from '@waymark-idp/plugin-golden-path-common';
import { useEffect, useState } from 'react';
import { goldenPathApiRef } from '../api/goldenPathApiRef';

/** Long enough to let a word be typed, short enough to feel immediate. */
const PAUSE_MS = 350;

/** The answer to the last query, and whether a newer one is under way. */
export interface NameCheck {
  checking: boolean;
  answer?: NameAvailability;
}

/** Asks whether a name is free, a moment after the typing stopped. */
export function useNameAvailability(query: NameQuery): NameCheck {
  const api = useApi(goldenPathApiRef);
  const { name, host, owner } = query;
  const [check, setCheck] = useState<NameCheck>({ checking: false });

  useEffect(() => {
    if (!name) {
      setCheck({ checking: false });
      return undefined;
    }
    let current = true;
    setCheck({ checking: true });
    const timer = setTimeout(async () => {
      try {
        const answer = await api.getNameAvailability({ name, host, owner });
        if (current) setCheck({ checking: false, answer });
      } catch {
        // The check on the next step repeats it, and says what is wrong.
        if (current) setCheck({ checking: false });
      }
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, name, host, owner]);

  return check;
}
