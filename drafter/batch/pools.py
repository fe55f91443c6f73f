"""Where jobs run: processes of this machine, or the workers of a Dask cluster. None of them waits for a model."""

from __future__ import annotations

import signal
from concurrent.futures import Future
from typing import Any, Protocol

from drafter.batch.jobs import Job, Outcome, work
from drafter.errors import InputError, ServiceError

__all__ = ["ClusterPool", "Pool", "ProcessesPool", "outcome_of"]

_RETRIES = 3
_SECONDS_A_COUNTY = 1800.0
_SECONDS_TO_CONNECT = 15.0


class Pool(Protocol):
    """What the runner needs of a place where jobs run; ``size`` is how many run at once."""

    size: int

    def submit(self, job: Job) -> Future[Outcome]:
        """Start a job, or queue it."""

    def stop(self) -> None:
        """End what is under way and wait for nothing."""

    def close(self) -> None:
        """End once nothing is under way."""


class ProcessesPool:
    """Processes of this machine; one that dies or hangs takes only its own county with it."""

    def __init__(self, size: int) -> None:
        import multiprocessing

        from pebble import ProcessPool

        self.size = size
        # every system starts them afresh: no state is inherited, whatever the platform
        context = multiprocessing.get_context("spawn")
        self._pool: Any = ProcessPool(max_workers=size, initializer=_worker, context=context)

    def submit(self, job: Job) -> Future[Outcome]:
        """Hand the job to a free process."""
        future: Future[Outcome] = self._pool.schedule(work, args=[job], timeout=_SECONDS_A_COUNTY)
        return future

    def stop(self) -> None:
        """Kill the processes."""
        self._pool.stop()
        self._pool.join()

    def close(self) -> None:
        """Let the processes end."""
        self._pool.close()
        self._pool.join()


def _worker() -> None:
    """Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class ClusterPool:
    """The workers of an existing Dask cluster; a job of a worker that dies is run by another.

    Args:
        address: of the scheduler, ``tcp://HOST:PORT``.

    Raises:
        InputError: Dask is not installed here, or the address is none.
        ServiceError: nobody answers there, there is no worker, or a worker lacks drafter.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise InputError(
                "没有安装 Dask", where="--scheduler", hint='请运行 pip install "drafter[batch]"'
            ) from error
        if not address.startswith(("tcp://", "tls://")):
            raise InputError(f"“{address}”不是调度器地址", where="--scheduler", hint="例如 tcp://127.0.0.1:8786")
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ServiceError("连不上调度器", where=address, hint="请核对地址，或先启动 dask scheduler") from error
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
            self._require(workers, address)
        except BaseException:
            self._client.close()
            raise
        self.size = sum(worker["nthreads"] for worker in workers.values())
        # jobs are idempotent: whoever runs one again gets the same result
        self._executor: Any = self._client.get_executor(pure=False, retries=_RETRIES)

    def _require(self, workers: dict[str, Any], address: str) -> None:
        from drafter import __version__

        if not workers:
            raise ServiceError("集群没有工作进程", where=address, hint="请先启动 dask worker")
        found = self._client.run(_installed, on_error="return")
        wrong = sorted({str(v) if isinstance(v, str) else "没有安装" for v in found.values() if v != __version__})
        if wrong:
            hint = f"请在每台机器上安装 drafter {__version__}"
            raise ServiceError(f"有工作进程的 drafter 版本不同：{'、'.join(wrong)}", where=address, hint=hint)

    def submit(self, job: Job) -> Future[Outcome]:
        """Send the job with the content of its files."""
        future: Future[Outcome] = self._executor.submit(work, job.packed_up())
        return future

    def stop(self) -> None:
        """Cancel what is under way."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._executor.shutdown()
        self._client.close()


def _installed() -> str:
    from drafter import __version__

    return __version__


def outcome_of(future: Future[Outcome], name: str) -> Outcome:
    """What a finished job came to; a process that died or never ended has failed with a reason."""
    error = future.exception()
    if error is None:
        return future.result()
    kind = type(error).__name__
    reasons = {
        "TimeoutError": f"超过 {_SECONDS_A_COUNTY / 60:.0f} 分钟没有做完",
        "ProcessExpired": "处理它的进程意外退出（可能内存不足）",
        "KilledWorker": "处理它的工作进程反复退出",
    }
    return Outcome(name, "failed", f"{reasons.get(kind, f'程序出错（{kind}：{error}）')}。")
