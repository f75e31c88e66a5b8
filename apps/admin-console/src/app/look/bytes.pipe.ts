import { Pipe, type PipeTransform } from '@angular/core';
import { formatBytes } from '../text/bytes';

/** `{{ 1536 | bytes }}` is `1.50 KiB`. */
@Pipe({ name: 'bytes' })
export class BytesPipe implements PipeTransform {
  transform(bytes: number): string {
    return formatBytes(bytes);
  }
}
