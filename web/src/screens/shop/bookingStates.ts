import { IconAlarm, IconArmchair, IconCheck, IconCircleDashed, IconDoorEnter, IconUserX, IconX, type Icon } from '@tabler/icons-react';
import type { BookingStatus } from '@/api/types';

/** Each state by tone and icon; the words are in the translations. */
export const BOOKING_STATES: Record<BookingStatus, { tone: 'ahead' | 'here' | 'done' | 'lost' | 'off'; icon: Icon }> = {
  requested: { tone: 'ahead', icon: IconCircleDashed },
  confirmed: { tone: 'ahead', icon: IconAlarm },
  arrived: { tone: 'here', icon: IconDoorEnter },
  in_service: { tone: 'here', icon: IconArmchair },
  completed: { tone: 'done', icon: IconCheck },
  cancelled: { tone: 'off', icon: IconX },
  late_cancelled: { tone: 'lost', icon: IconX },
  no_show: { tone: 'lost', icon: IconUserX },
};
