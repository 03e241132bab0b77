import { Alert, List } from '@mantine/core';
import { longDay } from '@/lib/dates';
import type { BrokenRule, RotaDetail } from './queries';
import { useTexts } from './texts';

interface RulesBrokenProps {
  title: string;
  rules: BrokenRule[];
  detail: RotaDetail;
}

/** Rules in sentences: those that clash, or those that the duties break as they stand. */
export function RulesBroken({ title, rules, detail }: RulesBrokenProps) {
  const say = useRuleSentence(detail);
  return (
    <Alert role="status" color="ambre" variant="outline" title={title}>
      <List spacing={4}>
        {rules.map((rule) => (
          <List.Item key={Object.values(rule).join(' ')}>{say(rule)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function useRuleSentence({ rota, members, duties }: RotaDetail) {
  const t = useTexts();
  return (rule: BrokenRule) =>
    t(`rule.${rule.kind}`, {
      who: members.find((one) => one.professional_id === rule.professional_id)?.professional_name ?? '',
      on: rule.on ? longDay(rule.on) : '',
      other: rule.other_on ? longDay(rule.other_on) : '',
      skill: rule.skill ? t(`skill.${rule.skill as 'sutures'}`) : '',
      seats: duties.filter((duty) => duty.on === rule.on).length,
      rest: rota.rest_days,
      most: rota.most ?? '',
      within: rota.within_days,
    });
}
