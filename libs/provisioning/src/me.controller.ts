import { Controller, Delete, Get, Patch, Post, Put, UseFilters } from '@nestjs/common';
import { Directory } from '@placet/platform';
import { ScimError } from '@placet/scim-protocol';
import { ScimErrorFilter } from './scim-error-filter.ts';

/** `/Me`: a connection's token has no person behind it, whatever is asked (RFC 7644 §3.11). */
@Controller('scim/v2/Me')
@UseFilters(ScimErrorFilter)
export class MeController {
  @Get()
  @Directory()
  read(): never {
    throw nobody();
  }

  @Post()
  @Directory()
  add(): never {
    throw nobody();
  }

  @Put()
  @Directory()
  replace(): never {
    throw nobody();
  }

  @Patch()
  @Directory()
  change(): never {
    throw nobody();
  }

  @Delete()
  @Directory()
  remove(): never {
    throw nobody();
  }
}

const nobody = () => new ScimError(501, undefined, 'The token belongs to a directory; there is no person behind it.');
