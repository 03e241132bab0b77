import { Button, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { PATHS } from '@/app/paths';
import { ErrorSummary } from '@/ui/error-summary';
import { LeaveGuard } from '@/ui/leave-guard';
import { Page } from '@/ui/page';
import { SwitchView } from '@/ui/switch-view';
import { BulletinSection } from './bulletin-section';
import { ConsentSection } from './consent-section';
import { ConstraintsSection } from './constraints-section';
import { RefusalDone, StatedDone } from './done';
import type { Track } from './form-values';
import { NeedSection } from './need-section';
import { PersonSection } from './person-section';
import { SituationSection } from './situation-section';
import { useTexts } from './texts';
import { useNewReferral } from './use-new-referral';
import { UsualDoctorSection } from './usual-doctor-section';

const TRACKS: Track[] = ['soin', 'social', 'snp'];

/** One page; the eight required answers first. Changing the track keeps what was typed about the person. */
export function NewReferralPage({ track }: { track: Track }) {
  const t = useTexts();
  const navigate = useNavigate();
  const page = useNewReferral(track);
  const { form, faultOf } = page;

  if (page.stated) return <StatedDone referral={page.stated} onAnother={page.restart} />;
  if (page.isRefused) return <RefusalDone onAnother={page.restart} />;

  const changeTrack = (next: Track) =>
    void navigate({ to: PATHS.newReferral, search: { type: next }, replace: true });

  return (
    <Page title={t('title')} subtitle={t('lead')} hasErrors={page.faults.length > 0} narrow>
      <LeaveGuard
        when={form.isDirty() && !page.isSending}
        title={t('leave.title')}
        text={t('leave.text')}
        stay={t('leave.stay')}
        act={t('leave.act')}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          page.submit();
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
          {!page.isRefusal && <PersonSection form={form} faultOf={faultOf} />}
          <ConsentSection form={form} faultOf={faultOf} />
          {!page.isRefusal && (
            <>
              <SituationSection form={form} />
              <UsualDoctorSection form={form} />
              <ConstraintsSection form={form} />
              <BulletinSection form={form} track={track} />
            </>
          )}
          <Group>
            <Button type="submit" size="md" loading={page.isSending}>
              {page.isRefusal ? t('submitRefusal') : t('submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
