import { Button, Checkbox, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import type { ChangeEvent } from 'react';
import { COORDINATION, hasRole, useSession } from '@/api/session';
import type { AgeBand, Ball, Door, Kind, ReferralStatus, RequestReason } from '@/api/types';
import { useCodes, useCommon } from '@/lib/i18n';
import { CommuneField } from '@/ui/commune-field';
import { Disclosure } from '@/ui/disclosure';
import { useIsPhone } from '@/ui/use-is-phone';
import {
  countFilters,
  FILTERS,
  isFiltered,
  LISTS,
  listsOf,
  NO_FILTER,
  type QueueList,
  type QueueSearch,
} from './filters';
import { useTexts } from './texts';

interface QueueFiltersProps {
  search: QueueSearch;
  onChange: (next: Partial<QueueSearch>) => void;
  isBoard?: boolean;
}

const chosen = <T extends string>(event: ChangeEvent<HTMLSelectElement>) =>
  (event.currentTarget.value || undefined) as T | undefined;

function Fields({ search, onChange, isBoard }: QueueFiltersProps) {
  const t = useTexts();
  const codes = useCodes();
  const common = useCommon();
  const session = useSession();
  const any = { value: '', label: t('filters.any') };
  const anyF = { value: '', label: t('filters.anyF') };
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
        label={t('filters.list')}
        w={230}
        value={search.liste ?? ''}
        onChange={(event) => onChange({ liste: chosen<QueueList>(event) })}
        data={[
          anyF,
          ...listsOf(session).map((value) => ({ value, label: codes(`worklist.${LISTS[value]}`) })),
        ]}
      />
      <NativeSelect
        label={t('filters.kind')}
        w={170}
        value={search.type ?? ''}
        onChange={(event) => onChange({ type: chosen<Kind>(event) })}
        data={[any, ...FILTERS.kinds.map((value) => ({ value, label: codes(`kind.${value}`) }))]}
      />
      <NativeSelect
        label={t('filters.status')}
        value={search.statut ?? ''}
        onChange={(event) => onChange({ statut: chosen<ReferralStatus>(event) })}
        data={[any, ...FILTERS.statuses.map((value) => ({ value, label: codes(`status.${value}`) }))]}
      />
      <NativeSelect
        label={t('filters.class')}
        value={search.classe ?? ''}
        onChange={(event) => onChange({ classe: Number(event.currentTarget.value) || undefined })}
        data={[anyF, ...FILTERS.classes.map((value) => ({ value: String(value), label: `P${value}` }))]}
      />
      <CommuneField
        w={190}
        label={t('filters.commune')}
        value={search.commune ?? null}
        onChange={(code) => onChange({ commune: code ?? undefined })}
      />
      <NativeSelect
        label={t('filters.ball')}
        w={170}
        value={search.main ?? ''}
        onChange={(event) => onChange({ main: chosen<Ball>(event) })}
        data={[any, ...FILTERS.balls.map((value) => ({ value, label: codes(`ball.${value}`) }))]}
      />
      <NativeSelect
        label={t('filters.age')}
        value={search.age ?? ''}
        onChange={(event) => onChange({ age: chosen<AgeBand>(event) })}
        data={[any, ...FILTERS.ages.map((value) => ({ value, label: codes(`ageBand.${value}`) }))]}
      />
      <NativeSelect
        label={t('filters.reason')}
        w={190}
        value={search.motif ?? ''}
        onChange={(event) => onChange({ motif: chosen<RequestReason>(event) })}
        data={[any, ...FILTERS.reasons.map((value) => ({ value, label: codes(`requestReason.${value}`) }))]}
      />
      <NativeSelect
        label={t('filters.door')}
        w={190}
        value={search.porte ?? ''}
        onChange={(event) => onChange({ porte: chosen<Door>(event) })}
        data={[anyF, ...FILTERS.doors.map((value) => ({ value, label: codes(`door.${value}`) }))]}
      />
      {hasRole(session, ...COORDINATION) && (
        <>
          <NativeSelect
            label={t('filters.holder')}
            value={search.suivi ?? ''}
            onChange={(event) => onChange({ suivi: chosen<'moi' | 'personne'>(event) })}
            data={[
              any,
              { value: 'moi', label: t('filters.holderMe') },
              { value: 'personne', label: t('filters.holderNobody') },
            ]}
          />
          <NativeSelect
            label={t('filters.track')}
            value={search.filiere ?? ''}
            onChange={(event) => onChange({ filiere: chosen<'soins' | 'social'>(event) })}
            data={[
              anyF,
              { value: 'soins', label: t('filters.trackCare') },
              { value: 'social', label: t('filters.trackSocial') },
            ]}
          />
        </>
      )}
      <Checkbox
        label={t('filters.overdue')}
        checked={search.retard ?? false}
        onChange={(event) => onChange({ retard: event.currentTarget.checked || undefined })}
        pb={8}
      />
      <Checkbox
        label={t('filters.linked')}
        checked={search.liees ?? false}
        onChange={(event) => onChange({ liees: event.currentTarget.checked || undefined })}
        pb={8}
      />
      <Checkbox
        label={t('filters.complex')}
        checked={search.complexe ?? false}
        onChange={(event) => onChange({ complexe: event.currentTarget.checked || undefined })}
        pb={8}
      />
      {!isBoard && (
        <Checkbox
          label={t('filters.ended')}
          checked={search.closes ?? false}
          onChange={(event) => onChange({ closes: event.currentTarget.checked || undefined })}
          pb={8}
        />
      )}
      {isFiltered(search) && (
        <Button variant="subtle" onClick={() => onChange(NO_FILTER)}>
          {common('actions.reset')}
        </Button>
      )}
    </Group>
  );
}

/** Always in sight on a desk; folded on a phone, where the list comes first: there their number tells. */
export function QueueFilters(props: QueueFiltersProps) {
  const t = useTexts();
  const count = countFilters(props.search);
  const isPhone = useIsPhone();
  return (
    <search aria-label={t('filters.label')} className="no-print">
      {isPhone ? (
        <Disclosure summary={count ? t('filters.active', { count }) : t('filters.label')}>
          <Fields {...props} />
        </Disclosure>
      ) : (
        <Fields {...props} />
      )}
    </search>
  );
}
