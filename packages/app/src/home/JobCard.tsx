import { Box, ButtonLink, Text } from '@backstage/ui';
import { ReactElement, ReactNode, useId } from 'react';

/** One job: what it is for, the facts of today, and the way in. */
export function JobCard(props: {
  icon: ReactElement;
  title: string;
  why: string;
  action: { text: string; href: string; primary?: boolean };
  children: ReactNode;
}) {
  const { icon, title, why, action, children } = props;
  const id = useId();
  return (
    <Box as="section" bg="neutral" className="waymark-job" aria-labelledby={id}>
      <div className="waymark-job-head">
        <span className="waymark-job-icon" aria-hidden>
          {icon}
        </span>
        <Text as="h2" variant="title-x-small" id={id}>
          {title}
        </Text>
      </div>
      <Text as="p" color="secondary">
        {why}
      </Text>
      <div className="waymark-job-facts">{children}</div>
      <div>
        <ButtonLink
          href={action.href}
          variant={action.primary ? 'primary' : 'secondary'}
        >
          {action.text}
        </ButtonLink>
      </div>
    </Box>
  );
}
