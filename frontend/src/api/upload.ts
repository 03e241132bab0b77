import { csrf } from './client';
import { Problem } from './problem';

interface Sending {
  method: 'POST' | 'PUT';
  path: string;
  file: File;
  headers?: Record<string, string>;
  onProgress: (ratio: number) => void;
}

/** Streams a file as it is. XMLHttpRequest because fetch does not tell how much was sent. */
export function upload({ method, path, file, headers = {}, onProgress }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    const all = { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': csrf(), ...headers };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Problem(0));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) return resolve(answer);
      reject(new Problem(request.status, answer, request.getResponseHeader('X-Request-Id')));
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
