"""Kernels that are warm when they start: forked from a process that has imported what they need.

``provisioner`` is a kernel provisioner for anything that speaks to kernels through jupyter_client
(JupyterLab, nbclient, papermill, nbgrader): set ``JUPYTER_DEFAULT_PROVISIONER_NAME`` to
``doorknob-warm``. ``zygote`` is the process that is forked. Where forking is no way (other kernels,
Windows, macOS) the kernel starts as it always does.
"""
