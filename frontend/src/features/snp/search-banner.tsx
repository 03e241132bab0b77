import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface SearchBannerProps {
  search: SnpSearch;
  onChange: (changed: Partial<SnpSearch>) => void;
  onStopMoving: () => void;
}

/** What the slots are looked for, and what that keeps them to. */
export function SearchBanner({ search, onChange, onStopMoving }: SearchBannerProps) {
  const t = useTexts();
  return (
    <>
      {(search.demande || search.deplacer) && (
        <Alert variant="light" color="petrole" role="status">
          {search.deplacer
            ? t('moving.banner', { when: search.le ? dayAndHour(search.le) : '' })
            : t('dialog.withReferral')}{' '}
          {search.deplacer && (
            <Button size="compact-sm" variant="default" onClick={onStopMoving}>
              {t('moving.stop')}
            </Button>
          )}{' '}
          {search.demande && (
            <Anchor
              renderRoot={(props) => (
                <Link to={PATHS.referral} params={{ id: search.demande ?? '' }} {...props} />
              )}
            >
              {t('dialog.backToReferral')}
            </Anchor>
          )}
        </Alert>
      )}
      {search.pro && (
        <Group gap="sm" role="status">
          <Text>{t('onlyPro')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ pro: undefined })}>
            {t('everyPro')}
          </Button>
        </Group>
      )}
      {search.avant && (
        <Group gap="sm" role="status">
          <Text fw={600}>{t('inTime', { when: dayAndHour(search.avant) })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => onChange({ avant: undefined })}>
            {t('later')}
          </Button>
        </Group>
      )}
    </>
  );
}
