import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** Typed on digits alone, remembered by no browser. */
export function CodeField(props: PasswordInputProps) {
  return <PasswordInput inputMode="numeric" autoComplete="off" maxLength={6} maw={280} {...props} />;
}

export const isCode = (typed: string) => /^\d{4,6}$/.test(typed);
