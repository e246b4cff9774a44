import { Controller, Get } from '@nestjs/common';
import { RequirePermissions } from '@portero/auth';

const STUDENTS = [
  { id: 1, name: 'Ada' },
  { id: 2, name: 'Alan' },
];

@Controller('students')
export class StudentsController {
  @Get()
  @RequirePermissions('read:students')
  list() {
    return STUDENTS;
  }
}
