import { TextField } from '@backstage/ui';
import { useState } from 'react';
import { listOf } from '../manage/audienceOf';

interface ListFieldProps {
  label: string;
  description?: string;
  value: readonly (string | number)[];
  onChange(value: string[]): void;
}

/** A list between commas. What is typed stays as typed; the list follows. */
export function ListField({ value, onChange, ...rest }: ListFieldProps) {
  const [typed, setTyped] = useState(value.join(', '));
  return (
    <TextField
      {...rest}
      value={typed}
      onChange={text => {
        setTyped(text);
        onChange(listOf(text));
      }}
    />
  );
}
