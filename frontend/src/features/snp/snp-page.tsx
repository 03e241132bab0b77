import { Anchor, Flex } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { BookingDialog } from './booking-dialog';
import { DayBoard } from './day-board';
import { Filters } from './filters';
import { FirstSlots } from './first-slots';
import { HalfDays } from './half-days';
import { MoveDialog } from './move-dialog';
import { NoteWish } from './note-wish';
import { OverbookDialog } from './overbook-dialog';
import { OwnDoctor } from './own-doctor';
import type { BoardSlot } from './queries';
import type { SnpSearch } from './search';
import { SearchBanner } from './search-banner';
import type { AnySlot } from './shared';
import { SharedSlots } from './shared-slots';
import { useTexts } from './texts';
import { WeekBoard } from './week-board';

interface SnpPageProps {
  search: SnpSearch;
  onSearch: (search: SnpSearch) => void;
}

/** Slots first, calendar second: a list, then the table by half-day, one day by resource, one person's week; booking in three clicks. */
export function SnpPage({ search, onSearch }: SnpPageProps) {
  const t = useTexts();
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<AnySlot | null>(null);
  const [beside, setBeside] = useState<BoardSlot | null>(null);
  // What stands in a shared agenda goes to another shared slot: those are a list.
  const view = search.partage ? 'premiers' : (search.vue ?? 'premiers');
  const purpose = {
    referralId: search.demande,
    unscheduled: search.type === 'snp',
    wanted: search.motif,
    homeCommune: search.pres,
  };
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
  // Who looks for another slot for an appointment goes to a free one.
  const onOverbook = search.deplacer ? undefined : setBeside;
  const board = { search, onChange: change, onBook: setChosen, onOverbook };
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Flex
          direction={{ base: 'column', xs: 'row' }}
          align={{ xs: 'center' }}
          gap="sm"
          w={{ base: '100%', xs: 'auto' }}
        >
          <Anchor
            renderRoot={(props) => <Link to={PATHS.appointments} search={{ liste: 'a-venir' }} {...props} />}
          >
            {t('appointments')}
          </Anchor>
          <Anchor
            renderRoot={(props) => <Link to={PATHS.wishes} search={{ liste: 'a-appeler' }} {...props} />}
          >
            {t('wishes')}
          </Anchor>
          {!search.partage && (
            <SwitchView
              label={t('view.label')}
              value={view}
              onChange={(value) => change({ vue: value === 'premiers' ? undefined : value })}
              options={[
                { value: 'premiers', label: t('view.premiers') },
                { value: 'tableau', label: t('view.tableau') },
                { value: 'jour', label: t('view.jour') },
                ...(search.agenda ? [{ value: 'semaine' as const, label: t('view.semaine') }] : []),
              ]}
            />
          )}
        </Flex>
      }
    >
      <SearchBanner search={search} onChange={change} onStopMoving={back} />
      <Filters search={search} onChange={change} />
      {view === 'tableau' && <HalfDays search={search} onChange={change} onBook={setChosen} />}
      {view === 'jour' && <DayBoard {...board} />}
      {view === 'semaine' && <WeekBoard {...board} />}
      {view === 'premiers' && (
        <>
          {search.medecin && <OwnDoctor search={search} onBook={setChosen} />}
          {!search.partage && <FirstSlots search={search} onBook={setChosen} />}
          {(!search.deplacer || search.partage) && <SharedSlots search={search} onBook={setChosen} />}
        </>
      )}
      {search.demande && !search.partage && (
        <NoteWish referralId={search.demande} search={search} onChange={change} />
      )}
      {beside && (
        <OverbookDialog
          key={beside.slot_id}
          slot={beside}
          {...purpose}
          onClose={() => setBeside(null)}
          onBooked={backToReferral}
        />
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
            {...purpose}
            onOther={setChosen}
            onClose={() => setChosen(null)}
            onBooked={backToReferral}
          />
        ))}
    </Page>
  );
}
