"""How the server is set: what must hold is on its command line, what an operator may tune is in postgresql.conf."""

from helpdesk.lib.postgres.layout import PORT, Layout

# Written into postgresql.conf once, when the data directory is made; meant for two cores shared with the application.
TUNABLE = """
# Set by the helpdesk when this directory was made; yours to change.
max_connections = 120
shared_buffers = 256MB
effective_cache_size = 1GB
maintenance_work_mem = 128MB
work_mem = 8MB
max_wal_size = 1GB
random_page_cost = 1.1
jit = off
autovacuum_naptime = 15s
autovacuum_vacuum_scale_factor = 0.05
autovacuum_analyze_scale_factor = 0.05
# A query whose client was killed gives its locks back.
client_connection_check_interval = 2s
log_checkpoints = off
"""


def command_line(layout: Layout) -> list[str]:
    """The options that hold whatever stands in the configuration files."""
    run = str(layout.run).replace('"', '""')
    fixed = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": f'"{run}"',
        "unix_socket_permissions": "0700",
        "cluster_name": layout.cluster_name,
        "update_process_title": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        # Files in the data directory: /dev/shm is 64 MB in containers and open to other processes of the account.
        "dynamic_shared_memory_type": "mmap",
        "logging_collector": "on",
        "log_destination": "stderr",
        "log_directory": str(layout.log),
        "log_filename": "postgresql-%a.log",
        "log_file_mode": "0600",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
        "log_truncate_on_rotation": "on",
        "log_timezone": "UTC",
        # Statements and details carry what people wrote; logs must not.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    return [part for name, value in fixed.items() for part in ("-c", f"{name}={value}")]
