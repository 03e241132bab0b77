import { Anchor, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { phone, phoneLink } from '@/lib/typography';
import { type HomeReturnRefused, type SocialService, switchboardQuery } from './queries';
import { useHomeReturnTexts } from './texts';

/** The service of the hospital; failing that its switchboard, and the other services that are known. */
export function SocialServices({ answer, finess }: { answer: HomeReturnRefused; finess: string | null }) {
  const t = useHomeReturnTexts();
  const { services, is_of_hospital: isOfHospital, hospital_name: hospital } = answer;
  return (
    <Stack gap="xs" role="status">
      {!isOfHospital && hospital && finess && <Switchboard finess={finess} name={hospital} />}
      {services.length > 0 && (
        <Text fw={600}>{isOfHospital ? t('of', { hospital: hospital ?? '' }) : t('ofOthers')}</Text>
      )}
      {services.map((one) => (
        <Service key={one.route_id} service={one} />
      ))}
      {!isOfHospital && (
        <Text size="sm" c="dimmed">
          {t('keep')}
        </Text>
      )}
    </Stack>
  );
}

function Service({ service }: { service: SocialService }) {
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>{service.name}</Text>
      <Text>
        {service.contact_name && `${service.contact_name} · `}
        <Telephone number={service.phone} />
      </Text>
      {[service.email, service.place, service.hours].filter(Boolean).map((line) => (
        <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {line}
        </Text>
      ))}
    </Paper>
  );
}

function Switchboard({ finess, name }: { finess: string; name: string }) {
  const t = useHomeReturnTexts();
  const { data } = useQuery(switchboardQuery(finess));
  return (
    <Paper withBorder p="sm">
      <Text fw={600}>{name}</Text>
      <Text size="sm">{t('noService')}</Text>
      {data?.phone && (
        <Text>
          {t('switchboard')} <Telephone number={data.phone} />
        </Text>
      )}
      {data?.address && (
        <Text size="sm">{[data.address, data.postal_code, data.commune_name].filter(Boolean).join(' ')}</Text>
      )}
    </Paper>
  );
}

function Telephone({ number }: { number: string }) {
  if (!number) return null;
  return <Anchor href={phoneLink(number)}>{phone(number)}</Anchor>;
}
