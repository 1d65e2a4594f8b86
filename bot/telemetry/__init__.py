"""What is told of the running program: metrics for Prometheus, and the log.

prometheus_client and structlog stay in here. The rest of the program counts through the port
``Meter``, and logs with the standard library.
"""
