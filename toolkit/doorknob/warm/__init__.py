"""Kernels that are warm when they start: forked from a process that has imported what they need.

``zygote`` is the process that is forked. Two things can come of a fork:

- a kernel, by the kernel provisioner in ``provisioner``, for anything that speaks to kernels
  through jupyter_client (JupyterLab, nbclient, papermill, nbgrader): set
  ``JUPYTER_DEFAULT_PROVISIONER_NAME`` to ``doorknob-warm``;
- a *shell*, the same kernel without ZMQ (``shell``, ``streams``, and ``frames`` for the socket),
  for whatever takes a class of kernel managers (``manager``, ``wire``), and for papermill
  (``engine``).

Where forking is no way (other kernels, Windows, macOS) a kernel starts as it always does.
"""
