import { Button, Checkbox, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { Kind, ReferralStatus } from '@/api/types';
import { useCodes, useCommon } from '@/lib/i18n';
import { CommuneField } from '@/ui/commune-field';
import { Disclosure } from '@/ui/disclosure';
import { FILTERS, isFiltered, type QueueSearch } from './filters';
import { useTexts } from './texts';

interface QueueFiltersProps {
  search: QueueSearch;
  onChange: (next: Partial<QueueSearch>) => void;
}

const NONE: QueueSearch = {
  statut: undefined,
  classe: undefined,
  type: undefined,
  commune: undefined,
  retard: undefined,
  moi: undefined,
  closes: undefined,
};

function Fields({ search, onChange }: QueueFiltersProps) {
  const t = useTexts();
  const codes = useCodes();
  const common = useCommon();
  const session = useSession();
  return (
    <Group gap="sm" align="flex-end">
      {hasRole(session, ...COORDINATION) && (
        <SegmentedControl
          aria-label={t('scope.label')}
          value={search.moi ? 'mine' : 'all'}
          onChange={(next) => onChange({ moi: next === 'mine' || undefined })}
          data={[
            { value: 'mine', label: t('scope.mine') },
            { value: 'all', label: t('scope.all') },
          ]}
        />
      )}
      <NativeSelect
        label={t('filters.kind')}
        w={170}
        value={search.type ?? ''}
        onChange={(event) => onChange({ type: (event.currentTarget.value || undefined) as Kind | undefined })}
        data={[
          { value: '', label: t('filters.any') },
          ...FILTERS.kinds.map((value) => ({ value, label: codes(`kind.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('filters.status')}
        value={search.statut ?? ''}
        onChange={(event) =>
          onChange({ statut: (event.currentTarget.value || undefined) as ReferralStatus | undefined })
        }
        data={[
          { value: '', label: t('filters.any') },
          ...FILTERS.statuses.map((value) => ({ value, label: codes(`status.${value}`) })),
        ]}
      />
      <NativeSelect
        label={t('filters.class')}
        value={search.classe ?? ''}
        onChange={(event) => onChange({ classe: Number(event.currentTarget.value) || undefined })}
        data={[
          { value: '', label: t('filters.anyF') },
          ...FILTERS.classes.map((value) => ({ value: String(value), label: `P${value}` })),
        ]}
      />
      <CommuneField
        w={190}
        label={t('filters.commune')}
        value={search.commune ?? null}
        onChange={(code) => onChange({ commune: code ?? undefined })}
      />
      <Checkbox
        label={t('filters.overdue')}
        checked={search.retard ?? false}
        onChange={(event) => onChange({ retard: event.currentTarget.checked || undefined })}
        pb={8}
      />
      <Checkbox
        label={t('filters.ended')}
        checked={search.closes ?? false}
        onChange={(event) => onChange({ closes: event.currentTarget.checked || undefined })}
        pb={8}
      />
      {isFiltered(search) && (
        <Button variant="subtle" onClick={() => onChange(NONE)}>
          {common('actions.reset')}
        </Button>
      )}
    </Group>
  );
}

/** Always in sight on a desk; folded on a phone, where the list comes first. */
export function QueueFilters(props: QueueFiltersProps) {
  const t = useTexts();
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false;
  return (
    <search aria-label={t('filters.label')} className="no-print">
      {isPhone ? (
        <Disclosure summary={t('filters.label')} forcedOpen={isFiltered(props.search)}>
          <Fields {...props} />
        </Disclosure>
      ) : (
        <Fields {...props} />
      )}
    </search>
  );
}
