import { useApi } from '@backstage/frontend-plugin-api';
import { Prompt } from '@waymark-idp/plugin-surveys-common';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { surveysApiRef } from '../api/surveysApiRef';
import { componentOf, mayInterrupt } from './mayInterrupt';
import { PromptCard } from './PromptCard';

/** A page is read first, and asked about then. */
const PAUSE_MS = 3_000;

/**
 * On every page: the question that is due, if one is. Never while somebody is in
 * the middle of something, and silent where it cannot be read.
 */
export function PromptCorner() {
  const api = useApi(surveysApiRef);
  const { pathname } = useLocation();
  const [prompt, setPrompt] = useState<Prompt>();
  const may = mayInterrupt(pathname);
  const subject = componentOf(pathname);
  const asked = prompt !== undefined;

  useEffect(() => {
    if (!may || asked) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      api.prompts.next(subject).then(
        next => current && setPrompt(next),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, may, subject, asked]);

  const close = useCallback(() => setPrompt(undefined), []);
  if (!prompt || !may) return null;
  return <PromptCard key={prompt.id} prompt={prompt} onClose={close} />;
}
