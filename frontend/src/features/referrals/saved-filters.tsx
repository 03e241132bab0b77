import { Button, Group, Text } from '@mantine/core';
import { IconBookmark, IconStarFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { FilterNameDialog } from './filter-name-dialog';
import { isFiltered, NO_FILTER, type QueueSearch, toQuery } from './filters';
import { fromKept, isSameQueue } from './kept-filters';
import { ManageFilters } from './manage-filters';
import { savedFiltersQuery } from './saved-queries';
import { useTexts } from './texts';

/** The person's own filters, one click each, and the way to keep those of the moment under a name. */
export function SavedFilters({ search }: { search: QueueSearch }) {
  const t = useTexts();
  const query = useQuery(savedFiltersQuery);
  const [opened, setOpened] = useState<'name' | 'manage' | null>(null);
  // A later reading that fails leaves what was read before, and the dialog over it.
  if (!query.data)
    return query.isError ? (
      <Text size="sm" c="dimmed" role="status" className="no-print">
        {t('saved.failed')}
      </Text>
    ) : null;
  const saved = query.data.items;
  const close = () => setOpened(null);
  const isKept = saved.some((one) => isSameQueue(fromKept(one.filters), search));
  const mayKeep = isFiltered(search) && !isKept;
  if (saved.length === 0 && !mayKeep) return null;
  const chip = (key: string, isShown: boolean, to: QueueSearch, label: React.ReactNode) => (
    <Button
      key={key}
      size="compact-md"
      radius="xl"
      variant={isShown ? 'filled' : 'default'}
      aria-current={isShown || undefined}
      renderRoot={(props) => <Link to={PATHS.referrals} search={{ ...to, vue: search.vue }} {...props} />}
    >
      {label}
    </Button>
  );
  return (
    <Group component="section" gap="xs" aria-label={t('saved.title')} className="no-print">
      {saved.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('saved.title')}
          </Text>
          {chip('all', !isFiltered(search), { ...NO_FILTER, toutes: true }, t('saved.all'))}
          {saved.map((one) =>
            chip(
              one.saved_filter_id,
              isSameQueue(fromKept(one.filters), search),
              fromKept(one.filters),
              <>
                {one.is_default && <IconStarFilled size={14} aria-hidden style={{ marginRight: 6 }} />}
                {one.name}
                {one.is_default && <span className="vh"> – {t('saved.isDefault')}</span>}
              </>,
            ),
          )}
        </>
      )}
      {mayKeep && (
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpened('name')}
        >
          {t('saved.keep')}
        </Button>
      )}
      {saved.length > 0 && (
        <Button size="compact-md" variant="subtle" onClick={() => setOpened('manage')}>
          {t('saved.manage')}
        </Button>
      )}
      {opened === 'name' && <FilterNameDialog filters={toQuery(search)} onClose={close} />}
      {opened === 'manage' && <ManageFilters saved={saved} onClose={close} />}
    </Group>
  );
}
