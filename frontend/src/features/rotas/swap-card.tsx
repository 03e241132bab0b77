import { Button, Group, NativeSelect, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { dayAndMonth, longDay, shortDay } from '@/lib/dates';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { buildsRotas, ownDuties, rotaQuery, type Swap, useAccept, useWithdrawSwap } from './queries';
import { useTexts } from './texts';

/** A duty to take: by oneself in one click, by a colleague whom the coordinator names, or offered no more. */
export function SwapCard({ swap }: { swap: Swap }) {
  const t = useTexts();
  const session = useSession();
  const own = ownDuties(session);
  const builds = buildsRotas(session);
  const detail = useQuery(rotaQuery(swap.rota_id)).data;
  const takesPart = detail?.members.some((one) => one.professional_id === own) ?? false;
  const isMine = own === swap.offered_by;
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={3} size="h4">
            {longDay(swap.on)}
          </Title>
          <Text>
            {swap.rota_name} · {t('swaps.by', { name: swap.offered_by_name ?? '' })}
          </Text>
          <Text size="sm">
            {swap.in_return.length === 0
              ? t('swaps.free')
              : t('swaps.inReturn', { days: swap.in_return.map(shortDay).join(', ') })}
          </Text>
          {takesPart && !isMine && !swap.may_take && <Text size="sm">{t('swaps.cannot')}</Text>}
        </div>
        <Group gap="xs" align="flex-end">
          {builds && <GiveField swap={swap} />}
          {swap.may_take && own && <TakeButton swap={swap} own={own} />}
          {(isMine || builds) && <WithdrawButton swap={swap} />}
        </Group>
      </Group>
    </Paper>
  );
}

function TakeButton({ swap, own }: { swap: Swap; own: string }) {
  const t = useTexts();
  const accept = useAccept();
  const [given, setGiven] = useState('');
  const duties = useQuery(rotaQuery(swap.rota_id)).data?.duties ?? [];
  const mine = duties.filter((one) => one.professional_id === own && swap.in_return.includes(one.on));
  return (
    <>
      {mine.length > 0 && (
        <NativeSelect
          label={t('swaps.giveBack', { day: shortDay(swap.on) })}
          value={given}
          data={[
            { value: '', label: t('swaps.giveNothing') },
            ...mine.map((one) => ({ value: one.duty_id, label: dayAndMonth(one.on) })),
          ]}
          onChange={(event) => setGiven(event.currentTarget.value)}
        />
      )}
      <Button
        loading={accept.isPending}
        onClick={() =>
          accept.mutate(
            { swapId: swap.swap_id, given_duty_id: given || null },
            { onSuccess: () => notifyDone(t('swaps.taken')), onError: notifyRefusal },
          )
        }
      >
        {t('swaps.take')}
        <span className="vh"> – {longDay(swap.on)}</span>
      </Button>
    </>
  );
}

/** The coordinator swaps for others: chosen first, for a list acts at each arrow key. */
function GiveField({ swap }: { swap: Swap }) {
  const t = useTexts();
  const accept = useAccept();
  const [who, setWho] = useState('');
  const members = useQuery(rotaQuery(swap.rota_id)).data?.members ?? [];
  return (
    <>
      <NativeSelect
        label={t('swaps.giveTo', { day: shortDay(swap.on) })}
        value={who}
        data={[
          { value: '', label: '' },
          ...members
            .filter((one) => one.professional_id !== swap.offered_by)
            .map((one) => ({
              value: one.professional_id,
              label: one.professional_name ?? one.professional_id,
            })),
        ]}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!who}
        loading={accept.isPending}
        onClick={() =>
          accept.mutate(
            { swapId: swap.swap_id, professional_id: who },
            { onSuccess: () => notifyDone(t('swaps.given')), onError: notifyRefusal },
          )
        }
      >
        {t('swaps.give')}
        <span className="vh"> – {longDay(swap.on)}</span>
      </Button>
    </>
  );
}

function WithdrawButton({ swap }: { swap: Swap }) {
  const t = useTexts();
  const withdraw = useWithdrawSwap();
  return (
    <Button
      variant="default"
      loading={withdraw.isPending}
      onClick={() =>
        withdraw.mutate(swap.swap_id, {
          onSuccess: () => notifyDone(t('swaps.withdrawn')),
          onError: notifyRefusal,
        })
      }
    >
      {t('swaps.withdraw')}
      <span className="vh"> – {longDay(swap.on)}</span>
    </Button>
  );
}
