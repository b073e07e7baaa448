"""What people upload: where the bytes go, who they belong to, and the three steps presign, PUT, finalise."""
