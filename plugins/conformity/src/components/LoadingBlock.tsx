import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

/** Grey bars in place of what is being loaded, with words for those who cannot see them. */
export function LoadingBlock(props: { label: string; rows?: number }) {
  const { label, rows = 4 } = props;
  return (
    <Flex direction="column" gap="3" role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={row === 0 ? 96 : 40} />
      ))}
    </Flex>
  );
}
