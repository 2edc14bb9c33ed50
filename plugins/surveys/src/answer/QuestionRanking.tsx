import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine, RiCloseLine } from '@remixicon/react';
import {
  DONT_KNOW,
  RankingQuestion,
  SurveyAnswerValue,
} from '@waymark-idp/plugin-surveys-common';
import { KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { surveysTranslationRef } from '../translation';
import styles from './answer.module.css';
import { OptionLabel } from './OptionLabel';
import { AnswerOption } from './optionsOf';
import { useDigits } from './useDigits';

interface QuestionRankingProps {
  question: RankingQuestion;
  options: AnswerOption[];
  value: SurveyAnswerValue | undefined;
  onAnswer(value: SurveyAnswerValue | undefined): void;
}

/**
 * Places are given by choosing: the first choice is first. Arrow keys and
 * buttons move a choice; what happened is said aloud.
 */
export function QuestionRanking(props: QuestionRankingProps) {
  const { question, options, value, onAnswer } = props;
  const { t } = useTranslationRef(surveysTranslationRef);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const focusOn = useRef<string>();
  const most = question.most ?? question.options.length;
  const places = Array.isArray(value) ? value : [];
  const labelOf = (picked: string) =>
    question.options.find(option => option.value === picked)?.label ?? picked;

  // A choice that moves keeps the focus, wherever it lands.
  useEffect(() => {
    if (focusOn.current === undefined) return;
    const index = places.indexOf(focusOn.current);
    focusOn.current = undefined;
    (list.current?.children[index] as HTMLElement | undefined)?.focus();
  });

  const choose = useCallback(
    (option: AnswerOption) => {
      const picked = String(option.value);
      const ranked = Array.isArray(value) ? value : [];
      if (picked === DONT_KNOW) {
        onAnswer(value === DONT_KNOW ? undefined : DONT_KNOW);
        setSaid('');
      } else if (ranked.includes(picked)) {
        focusOn.current = picked;
        onAnswer([...ranked]);
      } else if (ranked.length < most) {
        focusOn.current = picked;
        onAnswer([...ranked, picked]);
        setSaid(
          t('answer.placed', {
            option: option.label,
            place: String(ranked.length + 1),
          }),
        );
      }
    },
    [value, onAnswer, most, t],
  );
  useDigits(options, choose);

  const move = (picked: string, by: number) => {
    const from = places.indexOf(picked);
    const to = from + by;
    if (to < 0 || to >= places.length) return;
    const moved = places.filter(each => each !== picked);
    moved.splice(to, 0, picked);
    focusOn.current = picked;
    onAnswer(moved);
    setSaid(
      t('answer.placed', { option: labelOf(picked), place: String(to + 1) }),
    );
  };
  const remove = (picked: string) => {
    const rest = places.filter(each => each !== picked);
    focusOn.current = rest[Math.max(0, places.indexOf(picked) - 1)];
    onAnswer(rest.length > 0 ? rest : undefined);
    setSaid(t('answer.unplaced', { option: labelOf(picked) }));
  };
  const onKeyDown = (event: KeyboardEvent, picked: string) => {
    // Enter and Space on a button within are the button's own.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowUp') move(picked, -1);
    else if (event.key === 'ArrowDown') move(picked, 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      remove(picked);
    } else return;
    event.preventDefault();
  };
  const left = options.filter(
    option =>
      option.value !== DONT_KNOW && !places.includes(String(option.value)),
  );

  return (
    <>
      <Text as="p" color="secondary">
        {most < question.options.length
          ? t('answer.rankUpTo', { most: String(most) })
          : t('answer.rankAll')}
      </Text>
      {places.length > 0 && (
        <ol
          ref={list}
          className={styles.options}
          aria-label={t('answer.order')}
        >
          {places.map((picked, index) => (
            // The row takes the arrow keys; a screen reader has the buttons.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={picked}
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              className={styles.place}
              onKeyDown={event => onKeyDown(event, picked)}
            >
              <span className={styles.number}>{index + 1}</span>
              <span className={styles.label}>{labelOf(picked)}</span>
              <span className={styles.moves}>
                <ButtonIcon
                  variant="tertiary"
                  size="small"
                  icon={<RiArrowUpLine />}
                  isDisabled={index === 0}
                  aria-label={t('answer.up', { option: labelOf(picked) })}
                  onPress={() => move(picked, -1)}
                />
                <ButtonIcon
                  variant="tertiary"
                  size="small"
                  icon={<RiArrowDownLine />}
                  isDisabled={index === places.length - 1}
                  aria-label={t('answer.down', { option: labelOf(picked) })}
                  onPress={() => move(picked, 1)}
                />
                <ButtonIcon
                  variant="tertiary"
                  size="small"
                  icon={<RiCloseLine />}
                  aria-label={t('answer.takeOut', { option: labelOf(picked) })}
                  onPress={() => remove(picked)}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.options}>
        {places.length < most &&
          left.map(option => (
            <button
              key={option.value}
              type="button"
              className={styles.option}
              onClick={() => choose(option)}
              aria-label={t('answer.placeNext', {
                option: option.label,
                place: String(places.length + 1),
              })}
            >
              <OptionLabel option={option} />
            </button>
          ))}
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={value === DONT_KNOW}
            onChange={() => choose(options[options.length - 1])}
          />
          <OptionLabel option={options[options.length - 1]} />
        </label>
      </div>
      <div role="status" className={styles.said}>
        {said}
      </div>
      <Text variant="body-small" color="secondary" className={styles.keys}>
        {t('answer.keysRanking')}
      </Text>
    </>
  );
}
