import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { dayAndHour } from '@/lib/dates';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { BookingDialog } from './booking-dialog';
import { Filters } from './filters';
import { FirstSlots } from './first-slots';
import { HalfDays } from './half-days';
import { OwnDoctor } from './own-doctor';
import type { FreeSlot } from './queries';
import type { SnpSearch } from './search';
import { useTexts } from './texts';

interface SnpPageProps {
  search: SnpSearch;
  onSearch: (search: SnpSearch) => void;
}

/** Slots first, calendar second: a list, then the table by half-day; booking in three clicks. */
export function SnpPage({ search, onSearch }: SnpPageProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<FreeSlot | null>(null);
  const view = search.vue ?? 'premiers';
  /** The loop goes on where it came from: the case, with its appointment. */
  function backToReferral() {
    void queryClient.invalidateQueries({ queryKey: ['referral'] });
    if (search.demande) void navigate({ to: PATHS.referral, params: { id: search.demande } });
  }
  const change = (changed: Partial<SnpSearch>) => onSearch({ ...search, ...changed });
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <SwitchView
          label={t('view.label')}
          value={view}
          onChange={(value) => change({ vue: value === 'tableau' ? value : undefined })}
          options={[
            { value: 'premiers', label: t('view.premiers') },
            { value: 'tableau', label: t('view.tableau') },
          ]}
        />
      }
    >
      {search.demande && (
        <Alert variant="light" color="petrole" role="status">
          {t('dialog.withReferral')}{' '}
          <Anchor
            renderRoot={(props) => (
              <Link to={PATHS.referral} params={{ id: search.demande ?? '' }} {...props} />
            )}
          >
            {t('dialog.backToReferral')}
          </Anchor>
          {search.pro && (
            <>
              {' '}
              {t('onlyPro')}{' '}
              <Button size="compact-sm" variant="default" onClick={() => change({ pro: undefined })}>
                {t('everyPro')}
              </Button>
            </>
          )}
        </Alert>
      )}
      {search.avant && (
        <Group gap="sm" role="status">
          <Text fw={600}>{t('inTime', { when: dayAndHour(search.avant) })}</Text>
          <Button size="compact-sm" variant="default" onClick={() => change({ avant: undefined })}>
            {t('later')}
          </Button>
        </Group>
      )}
      <Filters search={search} onChange={change} />
      {view === 'tableau' ? (
        <HalfDays search={search} onChange={change} onBook={setChosen} />
      ) : (
        <>
          {search.medecin && <OwnDoctor search={search} onBook={setChosen} />}
          <FirstSlots search={search} onBook={setChosen} />
        </>
      )}
      {chosen && (
        <BookingDialog
          key={chosen.slot_id}
          slot={chosen}
          referralId={search.demande}
          unscheduled={search.type === 'snp'}
          wanted={search.motif}
          onOther={setChosen}
          onClose={() => setChosen(null)}
          onBooked={backToReferral}
        />
      )}
    </Page>
  );
}
