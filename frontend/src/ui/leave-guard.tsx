import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

interface LeaveGuardProps {
  /** True while something typed is not sent. */
  when: boolean;
  /** True while closing the tab would lose something that leaving by a link does not. */
  whenClosing?: boolean;
  title: string;
  text: string;
  stay: string;
  act: string;
  /** Also when only the view within the page changes, for what is typed in one of its tabs. */
  withinPage?: boolean;
}

/** Asks before a page with unsent content is left, by a link or by closing the tab. */
export function LeaveGuard({
  when,
  whenClosing,
  title,
  text,
  stay,
  act,
  withinPage = false,
}: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      when &&
      (current.pathname !== next.pathname ||
        (withinPage && JSON.stringify(current.search) !== JSON.stringify(next.search))),
    enableBeforeUnload: when || Boolean(whenClosing),
    withResolver: true,
  });
  const isAsking = blocker.status === 'blocked';
  return (
    <Modal opened={isAsking} onClose={() => blocker.reset?.()} title={title}>
      <Text mb="md">{text}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {act}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {stay}
        </Button>
      </Group>
    </Modal>
  );
}
