import { useEffect } from 'react';
import { AnswerOption } from './optionsOf';

/** Calls back with the option whose digit was pressed, wherever one is but in a text. */
export function useDigits(
  options: readonly AnswerOption[],
  onDigit: (option: AnswerOption) => void,
): void {
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const option = options.find(({ digit }) => digit === event.key);
      if (option) onDigit(option);
    };
    window.addEventListener('keydown', choose);
    return () => window.removeEventListener('keydown', choose);
  }, [options, onDigit]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement &&
      target.type !== 'radio' &&
      target.type !== 'checkbox')
  );
}
