import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Switch, Text, TextField } from '@backstage/ui';
import { JsonObject, JsonValue } from '@backstage/types';
import { NewParameter } from '@waymark-idp/plugin-golden-path-common';
import { useState } from 'react';
import { upgradeTranslationRef } from './translation';
import styles from './upgrade.module.css';

interface NewParametersProps {
  parameters: NewParameter[];
  answers: JsonObject;
  onAnswer(name: string, value: JsonValue | undefined): void;
}

/** The form for what the new version asks and the old one did not. */
export function NewParameters(props: NewParametersProps) {
  const { t } = useTranslationRef(upgradeTranslationRef);
  return (
    <section className={styles.section} aria-label={t('parameters.title')}>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('parameters.title')}
      </Text>
      <div className={styles.parameters}>
        {props.parameters.map(parameter => (
          <Parameter
            key={parameter.name}
            parameter={parameter}
            value={props.answers[parameter.name] ?? parameter.default}
            onChange={value => props.onAnswer(parameter.name, value)}
          />
        ))}
      </div>
    </section>
  );
}

function Parameter(props: {
  parameter: NewParameter;
  value: JsonValue | undefined;
  onChange(value: JsonValue | undefined): void;
}) {
  const { parameter, value, onChange } = props;
  const { t } = useTranslationRef(upgradeTranslationRef);
  const { schema, required, description } = parameter;
  const isOpen = required && parameter.default === undefined;
  const label = isOpen
    ? t('parameters.required', { title: parameter.title })
    : parameter.title;
  if (schema.type === 'boolean') {
    return (
      <Switch label={label} isSelected={value === true} onChange={onChange} />
    );
  }
  if (Array.isArray(schema.enum)) {
    const options = schema.enum.map(item => ({
      value: JSON.stringify(item),
      label: String(item),
    }));
    return (
      <Select
        label={label}
        description={description}
        options={options}
        value={value === undefined ? null : JSON.stringify(value)}
        onChange={chosen => onChange(JSON.parse(String(chosen)))}
      />
    );
  }
  if (schema.type === 'string') {
    return (
      <TextField
        label={label}
        description={description}
        value={typeof value === 'string' ? value : ''}
        onChange={text => onChange(text === '' ? undefined : text)}
      />
    );
  }
  return (
    <JsonField
      label={label}
      description={[description, t('parameters.json')]
        .filter(Boolean)
        .join(' ')}
      value={value}
      onChange={onChange}
    />
  );
}

/** Numbers, lists and objects, as they are written in the answers. */
function JsonField(props: {
  label: string;
  description: string;
  value: JsonValue | undefined;
  onChange(value: JsonValue | undefined): void;
}) {
  const { t } = useTranslationRef(upgradeTranslationRef);
  const [text, setText] = useState(
    props.value === undefined ? '' : JSON.stringify(props.value),
  );
  const [isInvalid, setInvalid] = useState(false);
  return (
    <TextField
      label={props.label}
      description={isInvalid ? t('parameters.invalid') : props.description}
      isInvalid={isInvalid}
      value={text}
      onChange={typed => {
        setText(typed);
        try {
          props.onChange(typed === '' ? undefined : JSON.parse(typed));
          setInvalid(false);
        } catch {
          setInvalid(true);
        }
      }}
    />
  );
}
