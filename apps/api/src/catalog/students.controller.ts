import { Controller, Get } from '@nestjs/common';
import { RequirePermissions } from '@portero/auth';
import { z } from 'zod';
import { DescribeGuarded } from '../docs/describe-route.js';

const studentSchema = z.object({ id: z.number(), name: z.string() });

const STUDENTS: readonly z.output<typeof studentSchema>[] = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Alan' },
];

@Controller('students')
export class StudentsController {
  @Get()
  @RequirePermissions('read:students')
  @DescribeGuarded(['read:students'], z.array(studentSchema))
  list() {
    return STUDENTS;
  }
}
