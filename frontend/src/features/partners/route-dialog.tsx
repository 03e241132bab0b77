import { Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PartnerRoute, Told } from '@/handover/queries';
import { HospitalSelect } from '@/home-return/hospital-select';
import { isoDay } from '@/lib/dates';
import { optionsOf, useCodes } from '@/lib/i18n';
import codes from '@/locales/fr/codes.json';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { DayField } from '@/ui/day-field';
import { notifyDone } from '@/ui/notify';
import { useWriteRoute, type WriteRoute } from './queries';
import { useTexts } from './texts';

const KINDS = optionsOf(codes.partnerKind);
const TOLD: Told[] = ['name', 'care', 'social'];
const BLANK: WriteRoute = {
  kind: 'pass',
  name: '',
  finess: null,
  contact_name: '',
  phone: '',
  email: '',
  place: '',
  hours: '',
  serves: '',
  may_tell: [],
  funding: '',
  places_free: null,
  places_said_on: null,
  needs_doctor_agreement: false,
  is_active: true,
};

/** What may be written of a partner that was read. */
const written = (route: PartnerRoute): WriteRoute =>
  Object.fromEntries(
    Object.keys(BLANK).map((key) => [key, route[key as keyof PartnerRoute]]),
  ) as unknown as WriteRoute;

export function RouteDialog({ route, onClose }: { route: PartnerRoute | null; onClose: () => void }) {
  const t = useTexts();
  const words = useCodes();
  const [values, setValues] = useState<WriteRoute>(route ? written(route) : BLANK);
  const write = useWriteRoute(route);
  const change = (changed: Partial<WriteRoute>) => setValues((before) => ({ ...before, ...changed }));
  const line = (key: 'contact_name' | 'phone' | 'email' | 'place' | 'hours', label: string) => (
    <TextInput
      label={label}
      value={values[key] ?? ''}
      autoComplete="off"
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  const done = () => {
    notifyDone(t('form.done'));
    onClose();
  };
  return (
    <ConfirmDialog
      opened
      title={route ? t('form.editTitle', { name: route.name }) : t('form.addTitle')}
      act={t('form.act')}
      busy={write.isPending}
      disabled={values.name.trim().length < 2}
      onClose={onClose}
      onConfirm={() => write.mutate(values, { onSuccess: done })}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={t('form.kind')}
          value={values.kind}
          data={KINDS}
          onChange={(event) => change({ kind: event.currentTarget.value as WriteRoute['kind'] })}
        />
        <TextInput
          label={t('form.name')}
          withAsterisk
          value={values.name}
          autoComplete="off"
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {line('contact_name', t('form.contact'))}
        {line('phone', t('form.phone'))}
        {line('email', t('form.email'))}
        {line('hours', t('form.hours'))}
      </SimpleGrid>
      {values.kind === 'hospital_social' && (
        <HospitalSelect value={values.finess ?? null} onChange={(finess) => change({ finess })} />
      )}
      {line('place', t('form.place'))}
      <Textarea
        label={t('form.serves')}
        description={t('form.servesHelp')}
        value={values.serves ?? ''}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => change({ serves: event.currentTarget.value })}
      />
      <Textarea
        label={t('form.funding')}
        description={t('form.fundingHelp')}
        value={values.funding ?? ''}
        maxLength={1000}
        autosize
        minRows={1}
        onChange={(event) => change({ funding: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label={t('form.places')}
          description={t('form.placesHelp')}
          value={values.places_free ?? ''}
          min={0}
          max={1000}
          allowDecimal={false}
          onChange={(next) => {
            const free = typeof next === 'number' ? next : null;
            change({ places_free: free, places_said_on: free === null ? null : isoDay(new Date()) });
          }}
        />
        {values.places_free !== null && (
          <DayField
            label={t('form.placesOn')}
            value={values.places_said_on ?? ''}
            max={isoDay(new Date())}
            onChange={(day) => change({ places_said_on: day || null })}
          />
        )}
      </SimpleGrid>
      <Checkbox.Group
        label={t('form.mayTell')}
        value={values.may_tell ?? []}
        onChange={(next) => change({ may_tell: next as Told[] })}
      >
        <Group gap="md" mt={6}>
          {TOLD.map((one) => (
            <Checkbox key={one} value={one} label={words(`told.${one}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox
        label={t('form.doctorAgreement')}
        description={t('form.doctorAgreementHelp')}
        checked={values.needs_doctor_agreement ?? false}
        onChange={(event) => change({ needs_doctor_agreement: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('form.active')}
        checked={values.is_active ?? true}
        onChange={(event) => change({ is_active: event.currentTarget.checked })}
      />
    </ConfirmDialog>
  );
}
