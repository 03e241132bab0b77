import { Anchor, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { BookingDialog } from './booking-dialog';
import { Filters } from './filters';
import { FirstSlots } from './first-slots';
import { HalfDays } from './half-days';
import { MoveDialog } from './move-dialog';
import { OwnDoctor } from './own-doctor';
import type { FreeSlot } from './queries';
import type { SnpSearch } from './search';
import { SearchBanner } from './search-banner';
import { useTexts } from './texts';

interface SnpPageProps {
  search: SnpSearch;
  onSearch: (search: SnpSearch) => void;
}

/** Slots first, calendar second: a list, then the table by half-day; booking in three clicks. */
export function SnpPage({ search, onSearch }: SnpPageProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<FreeSlot | null>(null);
  const view = search.vue ?? 'premiers';
  /** The loop goes on where it came from: the case, with its appointment. */
  function backToReferral() {
    void queryClient.invalidateQueries({ queryKey: ['referral'] });
    if (search.demande) void navigate({ to: PATHS.referral, params: { id: search.demande } });
  }
  /** Where « Déplacer » was asked for: a case, a week, the list of appointments. */
  const back = () =>
    canGoBack
      ? router.history.back()
      : void navigate({ to: PATHS.appointments, search: { liste: 'a-venir' } });
  const change = (changed: Partial<SnpSearch>) => onSearch({ ...search, ...changed });
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Group gap="sm">
          <Anchor
            renderRoot={(props) => <Link to={PATHS.appointments} search={{ liste: 'a-venir' }} {...props} />}
          >
            {t('appointments')}
          </Anchor>
          <SwitchView
            label={t('view.label')}
            value={view}
            onChange={(value) => change({ vue: value === 'tableau' ? value : undefined })}
            options={[
              { value: 'premiers', label: t('view.premiers') },
              { value: 'tableau', label: t('view.tableau') },
            ]}
          />
        </Group>
      }
    >
      <SearchBanner search={search} onChange={change} onStopMoving={back} />
      <Filters search={search} onChange={change} />
      {view === 'tableau' ? (
        <HalfDays search={search} onChange={change} onBook={setChosen} />
      ) : (
        <>
          {search.medecin && <OwnDoctor search={search} onBook={setChosen} />}
          <FirstSlots search={search} onBook={setChosen} />
        </>
      )}
      {chosen &&
        (search.deplacer ? (
          <MoveDialog
            key={chosen.slot_id}
            slot={chosen}
            appointmentId={search.deplacer}
            search={search}
            onOther={setChosen}
            onClose={() => setChosen(null)}
            onMoved={back}
          />
        ) : (
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
        ))}
    </Page>
  );
}
