import { roles } from "./words";

export const ROLE_CHOICES = Object.entries(roles).map(([value, about]) => ({ value, ...about }));

export const roleWord = (role: string): string => (role in roles ? roles[role as keyof typeof roles].label : role);
