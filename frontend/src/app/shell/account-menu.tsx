import { Button, Menu } from '@mantine/core';
import {
  IconBell,
  IconBuildingCommunity,
  IconDevices,
  IconKeyboard,
  IconLock,
  IconLogout,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, body } from '@/api/client';
import type { Session } from '@/api/types';
import { PATHS } from '@/app/paths';
import { useCodes } from '@/lib/i18n';
import { setShortcutsEnabled, useShortcutsEnabled } from '@/lib/shortcuts';
import { leaveEveryTab } from '@/lib/tabs';
import { notifyRefusal } from '@/ui/notify';
import { useShell } from './texts';

interface AccountMenuProps {
  session: Session;
  onHelp: () => void;
  onLock: () => void;
  onSessions: () => void;
  label: ReactNode;
}

/** Mounted open, by the click that asked for it. */
export default function AccountMenu({ session, onHelp, onLock, onSessions, label }: AccountMenuProps) {
  const t = useShell();
  const codes = useCodes();
  const shortcuts = useShortcutsEnabled();
  const logout = useLogout();
  const switchCpts = useSwitchCpts();
  const others = session.memberships.filter((one) => one.cpts_id !== session.cpts?.id);
  return (
    <Menu defaultOpened position="bottom-end" width={280} withinPortal={false}>
      <Menu.Target>
        <Button variant="light" px={{ base: 10, xs: 'sm' }}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {session.name}
          <br />
          {session.roles.map((role) => codes(`role.${role}`)).join(', ')}
        </Menu.Label>
        {others.length > 0 && <Menu.Divider />}
        {others.map((one) => (
          <Menu.Item
            key={one.cpts_id}
            leftSection={<IconBuildingCommunity size={16} aria-hidden />}
            onClick={() => switchCpts.mutate(one.cpts_id)}
          >
            {one.cpts_name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconBell size={16} aria-hidden />}
          renderRoot={(props) => <Link to={PATHS.notifications} {...props} />}
        >
          {t('account.notifications')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          {t('account.help')}
        </Menu.Item>
        <Menu.Item closeMenuOnClick={false} onClick={() => setShortcutsEnabled(!shortcuts)}>
          {shortcuts ? t('account.shortcutsOn') : t('account.shortcutsOff')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={onLock}>
          {t('account.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDevices size={16} aria-hidden />} onClick={onSessions}>
          {t('account.sessions')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => logout.mutate('here')}>
          {t('account.logout')}
        </Menu.Item>
        <Menu.Item onClick={() => logout.mutate('everywhere')}>{t('account.logoutEverywhere')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useLogout() {
  return useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      body(
        where === 'here' ? api.DELETE('/api/accounts/v1/session') : api.DELETE('/api/accounts/v1/sessions'),
      ),
    // The identity provider keeps a session of its own, which only its own page can end.
    onSuccess: ({ end_session_url: provider }) => leaveEveryTab(provider ?? PATHS.login),
    onError: notifyRefusal,
  });
}

function useSwitchCpts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (cptsId: string) =>
      body(api.PUT('/api/accounts/v1/session/cpts', { body: { cpts_id: cptsId } })),
    onSuccess: () => {
      queryClient.clear();
      window.location.assign(PATHS.home);
    },
    onError: notifyRefusal,
  });
}
