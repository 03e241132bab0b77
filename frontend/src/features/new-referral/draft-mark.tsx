import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { useTexts } from './texts';
import type { DraftState } from './use-draft';

/** Says whether what is typed would survive this page. */
export function DraftMark({ state }: { state: DraftState }) {
  const t = useTexts();
  return (
    <Text size="sm" c={state === 'failed' ? 'rouge' : 'dimmed'} role="status">
      {state !== 'none' && t(`draft.${state}`)}{' '}
      {state === 'kept' && (
        <Anchor component={Link} to={PATHS.drafts} inherit>
          {t('draft.list')}
        </Anchor>
      )}
    </Text>
  );
}
