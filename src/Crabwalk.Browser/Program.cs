// The worker calls Sessions from now on; a program that only ends would take the runtime along.
await Task.Delay(Timeout.Infinite);
