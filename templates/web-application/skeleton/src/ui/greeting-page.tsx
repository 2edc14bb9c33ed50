import { type FormEvent, useId, useRef, useState } from 'react';
import { faultOfName, type Greeting, type Greetings, UnknownLanguageError } from '../domain/greetings.ts';

const languages = [
  ['en', 'English'],
  ['fr', 'French'],
  ['sv', 'Swedish'],
  ['ja', 'Japanese'],
] as const;

type Answer =
  | { state: 'none' | 'asked' }
  | { state: 'greeted'; greeting: Greeting }
  | { state: 'unknown-language' };

/** The example to replace with the first real page: a form, an answer, and everything that can go wrong in between. */
export function GreetingPage({ greetings }: { greetings: Greetings }) {
  const [answer, setAnswer] = useState<Answer>({ state: 'none' });
  const [fault, setFault] = useState<string>();
  const [crash, setCrash] = useState<unknown>();
  const latest = useRef(0);
  const nameField = useRef<HTMLInputElement>(null);
  const id = useId();

  // An error that nobody expected belongs to the boundary, and only what is thrown while drawing gets there.
  if (crash !== undefined) throw crash;

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name'));
    const wrong = faultOfName(name);
    setFault(wrong);
    if (wrong !== undefined) {
      nameField.current?.focus();
      return;
    }
    latest.current += 1;
    const question = latest.current;
    setAnswer({ state: 'asked' });
    try {
      const greeting = await greetings.greet(name, String(form.get('language')));
      // An answer to a question that is no longer the last one is not shown.
      if (latest.current === question) setAnswer({ state: 'greeted', greeting });
    } catch (error) {
      if (latest.current !== question) return;
      if (error instanceof UnknownLanguageError) setAnswer({ state: 'unknown-language' });
      else setCrash(error);
    }
  }

  return (
    <>
      <h1>Greet somebody</h1>
      <form noValidate onSubmit={ask}>
        <div className="field">
          <label htmlFor={`${id}-name`}>Name</label>
          <input
            aria-describedby={fault === undefined ? undefined : `${id}-fault`}
            aria-invalid={fault !== undefined}
            autoComplete="off"
            id={`${id}-name`}
            name="name"
            ref={nameField}
            required
            type="text"
          />
          {fault !== undefined && (
            <p className="fault" id={`${id}-fault`}>
              {fault}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor={`${id}-language`}>Language</label>
          <select id={`${id}-language`} name="language">
            {languages.map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Greet</button>
      </form>
      <div aria-live="polite" className="answer" role="status">
        {answer.state === 'asked' && <p className="waiting">Asking…</p>}
        {answer.state === 'unknown-language' && <p>There are no greetings in this language yet.</p>}
        {answer.state === 'greeted' && (
          <>
            <p className="greeting" lang={answer.greeting.language}>
              {answer.greeting.text}
            </p>
            {answer.greeting.degraded && (
              <p className="note">
                Greetings in other languages cannot be had at the moment, so this one is in English. Try again
                in a minute.
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}
