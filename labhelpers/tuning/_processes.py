"""Start the processes of a search, start again those that die, leave none behind."""

import os
import signal
import subprocess
import sys
import threading
import time

from labhelpers.tuning._settings import SearchError

# A process that ends so has said why; starting it again would not help. (2: argparse)
HOPELESS = (1, 2)
# The order was given in vain for a reason that may pass: the chief is being restarted.
TRY_AGAIN = 75
CHIEF = "chief"


class Processes:
    """Chief and workers as children of this process; use it as a context.

    Each child reads its standard input, a pipe that only this process can write to.
    When this process ends, for whatever reason, the pipe closes, and the child ends.

    Args:
        commands: From name to command line; the name of the chief is `CHIEF`.
        restarts: How often each may be started again.
        say: Called with each line for the reader.
    """

    def __init__(self, commands, restarts, say=print):
        self.commands, self.say = commands, say
        self.left = dict.fromkeys(commands, restarts)
        self.running, self.done = {}, set()

    def __enter__(self):
        try:
            for name in self.commands:
                self._start(name)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        """End all that still run, at first asking."""
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + 5
        for process in self.running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdin.close()
        self.running.clear()

    def run(self, grace=10):
        """Wait until the chief has done its work.

        Args:
            grace: Seconds that it has after every worker has done its own.

        Raises:
            SearchError: One cannot work, or has died too often.
        """
        workers, deadline = set(self.commands) - {CHIEF}, None
        while CHIEF not in self.done:
            time.sleep(0.05)
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    self._ended(name, process)
            if deadline is None and self.done >= workers:
                deadline = time.monotonic() + grace
            if deadline is not None and time.monotonic() > deadline:
                return

    def _start(self, name):
        if os.name == "posix":  # Ctrl-C is for this process; it ends the others
            apart = {"start_new_session": True}
        else:
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self.running[name] = subprocess.Popen(
            self.commands[name], stdin=subprocess.PIPE, **apart
        )

    def _ended(self, name, process):
        process.stdin.close()
        del self.running[name]
        if process.returncode == 0:
            self.done.add(name)
            return
        how = _how(process.returncode)
        if process.returncode in HOPELESS:
            raise SearchError(f"The search ends here: {name} {how}, see above.")
        if not self.left[name]:
            raise SearchError(
                f"The search ends here: {name} {how}, and was started again as often "
                "as --restarts allows. Trials that had ended are kept: the same "
                "command goes on with them."
            )
        self.left[name] -= 1
        self.say(f"{name} {how}; it is started again, {self.left[name]} more allowed")
        self._start(name)


def end_with_parent():
    """End this process, from a thread, when its standard input closes.

    Portable, and it needs no help from a parent that is no more.
    """

    def watch():
        while os.read(0, 1):
            pass
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def end_in_order_on_sigterm():
    """Have SIGTERM end this process like `sys.exit`, so that contexts are left."""

    def leave(number, frame):
        signal.signal(number, signal.SIG_IGN)
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def _how(returncode):
    if returncode >= 0:
        return f"ended with exit status {returncode}"
    try:
        return f"was killed by {signal.Signals(-returncode).name}"
    except ValueError:
        return f"was killed by signal {-returncode}"
