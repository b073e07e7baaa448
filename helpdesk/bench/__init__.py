"""Measuring the product beside the floor: loader, driver, floor. Nothing else imports this room."""
