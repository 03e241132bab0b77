import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PATHS } from '@/app/paths';
import { draftQuery } from '@/referral/drafts';
import type { Track } from '@/referral/track';
import { ErrorSummary } from '@/ui/error-summary';
import { LeaveGuard } from '@/ui/leave-guard';
import { ListFaces } from '@/ui/list-faces';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { BulletinSection } from './bulletin-section';
import { ConsentSection } from './consent-section';
import { ConstraintsSection } from './constraints-section';
import { RefusalDone, StatedDone } from './done';
import { DraftMark } from './draft-mark';
import { fromDraft } from './draft-values';
import { LinkedDone } from './linked-done';
import { NeedSection } from './need-section';
import { OriginSection } from './origin-section';
import { OthersSection, WhomSection } from './others-section';
import { PersonSection } from './person-section';
import { ShortFormSection } from './short-form-section';
import { SituationSection } from './situation-section';
import { useTexts } from './texts';
import { type Resumed, useNewReferral } from './use-new-referral';
import { UsualDoctorSection } from './usual-doctor-section';

const TRACKS: Track[] = ['soin', 'social', 'snp'];

interface NewReferralProps {
  track: Track;
  /** The draft to go on with. */
  draftId?: string;
}

/** The page is that of the draft it was opened with: the address may change under what is being typed. */
export function NewReferralPage({ track, draftId }: NewReferralProps) {
  const [openedWith] = useState(draftId);
  return openedWith ? <ResumedReferral track={track} draftId={openedWith} /> : <ReferralForm track={track} />;
}

function ResumedReferral({ track, draftId }: Required<NewReferralProps>) {
  const t = useTexts();
  const query = useQuery(draftQuery(draftId));
  if (query.data) {
    const { draft_id: id, version } = query.data;
    return <ReferralForm track={track} resumed={{ id, version, values: fromDraft(query.data) }} />;
  }
  return (
    <Page title={t('title')} narrow>
      <ListFaces query={query}>{null}</ListFaces>
    </Page>
  );
}

/** One page; the eight required answers first. Changing the track keeps what was typed about the person. */
function ReferralForm({ track, resumed }: { track: Track; resumed?: Resumed }) {
  const t = useTexts();
  const navigate = useNavigate();
  const page = useNewReferral(track, resumed);
  const { form, faultOf } = page;

  if (page.stated) return <StatedDone referral={page.stated} onAnother={page.restart} />;
  if (page.linked) return <LinkedDone stated={page.linked} onAnother={page.restart} />;
  if (page.isRefused) return <RefusalDone onAnother={page.restart} />;

  const changeTrack = (next: Track) =>
    void navigate({ to: PATHS.newReferral, search: { type: next }, replace: true });

  return (
    <Page
      title={t('title')}
      subtitle={t('lead')}
      hasErrors={page.faults.length > 0}
      narrow
      actions={
        <Button variant="default" renderRoot={(props) => <Link to={PATHS.counter} {...props} />}>
          {t('counter.open')}
        </Button>
      }
    >
      <LeaveGuard
        when={page.draft === 'failed' && !page.isSending}
        whenClosing={page.draft === 'waiting'}
        title={t('leave.title')}
        text={t('leave.text')}
        stay={t('leave.stay')}
        act={t('leave.act')}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void page.submit();
        }}
      >
        <Stack gap="lg">
          <ErrorSummary faults={page.faults} attempt={page.attempt} requestId={page.requestId} />
          <SwitchView
            label={t('tabs.label')}
            value={track}
            onChange={changeTrack}
            options={TRACKS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
          />
          <NeedSection form={form} faultOf={faultOf} track={track} />
          {!page.isRefusal && <WhomSection form={form} />}
          {!page.isRefusal && <PersonSection form={form} faultOf={faultOf} />}
          {!page.isRefusal && <OthersSection form={form} faultOf={faultOf} />}
          <ConsentSection form={form} faultOf={faultOf} />
          {!page.isRefusal && (
            <>
              <ShortFormSection form={form} />
              <SituationSection form={form} />
              <UsualDoctorSection form={form} />
              <ConstraintsSection form={form} />
              <BulletinSection form={form} track={track} />
              <OriginSection form={form} faultOf={faultOf} />
            </>
          )}
          <Group>
            <Button type="submit" size="md" loading={page.isSending}>
              {page.isRefusal ? t('submitRefusal') : t('submit')}
            </Button>
            <DraftMark state={page.draft} />
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
