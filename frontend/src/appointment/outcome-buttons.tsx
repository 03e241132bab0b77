import { Button, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { type NoShowReason, type Outcome, useOutcome } from './queries';
import { useAppointmentTexts } from './texts';

const REASONS: NoShowReason[] = ['unannounced', 'announced_too_late', 'left_unseen', 'not_found', 'unknown'];

interface OutcomeButtonsProps {
  id: string;
  outcomes: Outcome[];
  /** Which appointment, for who does not see where the button stands. */
  hidden: ReactNode;
}

/** How it went, in one tap; whoever did not come has a reason, one tap more. */
export function OutcomeButtons({ id, outcomes, hidden }: OutcomeButtonsProps) {
  const t = useAppointmentTexts();
  const record = useOutcome();
  const say = (outcome: Outcome, reason?: NoShowReason) =>
    record.mutate(
      { id, outcome, no_show_reason: reason },
      { onSuccess: () => notifyDone(t(`done.${outcome}`)), onError: notifyRefusal },
    );
  const button = (outcome: Outcome, onClick?: () => void) => (
    <Button
      key={outcome}
      variant="default"
      size="compact-md"
      loading={record.isPending && record.variables.outcome === outcome}
      onClick={onClick}
    >
      {t(`outcome.${outcome}`)}
      {hidden}
    </Button>
  );
  return outcomes.map((outcome) =>
    outcome === 'no_show' ? (
      <Menu key={outcome} withinPortal>
        <Menu.Target>{button(outcome)}</Menu.Target>
        <Menu.Dropdown>
          {REASONS.map((reason) => (
            <Menu.Item key={reason} onClick={() => say(outcome, reason)}>
              {t(`noShow.${reason}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    ) : (
      button(outcome, () => say(outcome))
    ),
  );
}
